using System.Text.RegularExpressions;

namespace Platform.Feedback.Figures;

/// <summary>
/// Which words tell unhappy comments from happy ones: weighted log-odds with an informative Dirichlet prior (Monroe,
/// Colaresi and Quinn, "Fightin' Words", 2008). A comment counts a word once. The prior is the word's share of all
/// comments: rare words need more evidence, common ones say little. No model, no training; the counts beside each word
/// show where it comes from.
/// </summary>
public static partial class Themes
{
    private const double PriorWeight = 10;
    private const int FewestComments = 2;

    /// <summary>The strongest of each side first.</summary>
    public static IReadOnlyList<Theme> Of(IEnumerable<string> unhappy, IEnumerable<string> happy, int most)
    {
        var (bad, good) = (Count(unhappy), Count(happy));
        var (badTotal, goodTotal) = (bad.Values.Sum(), good.Values.Sum());
        if (badTotal == 0 || goodTotal == 0)
            return [];
        double all = badTotal + goodTotal;
        var themes = new List<Theme>();
        foreach (var word in bad.Keys.Union(good.Keys, StringComparer.Ordinal))
        {
            var (inBad, inGood) = (bad.GetValueOrDefault(word), good.GetValueOrDefault(word));
            if (inBad + inGood < FewestComments)
                continue;
            var prior = PriorWeight * (inBad + inGood) / all;
            var logOdds =
                Math.Log((inBad + prior) / (badTotal + PriorWeight - inBad - prior))
                - Math.Log((inGood + prior) / (goodTotal + PriorWeight - inGood - prior));
            var z = logOdds / Math.Sqrt((1 / (inBad + prior)) + (1 / (inGood + prior)));
            themes.Add(new Theme(word, inBad, inGood, Math.Round(logOdds, 3), Math.Round(z, 2)));
        }

        return
        [
            .. themes
                .Where(t => t.Z > 0)
                .OrderByDescending(t => t.Z)
                .ThenBy(t => t.Word, StringComparer.Ordinal)
                .Take(most),
            .. themes.Where(t => t.Z < 0).OrderBy(t => t.Z).ThenBy(t => t.Word, StringComparer.Ordinal).Take(most),
        ];
    }

    private static Dictionary<string, int> Count(IEnumerable<string> comments)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var comment in comments)
        {
            foreach (var word in WordsOf(comment))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return counts;
    }

    private static HashSet<string> WordsOf(string comment)
    {
        var words = Word().Matches(comment.ToLowerInvariant()).Select(m => m.Value.Replace('’', '\'')).ToList();
        var found = words.Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i < words.Count; i++)
        {
            if (IsTelling(words[i - 1]) && IsTelling(words[i]))
                found.Add($"{words[i - 1]} {words[i]}");
        }

        return found;
    }

    private static bool IsTelling(string word) => word.Length > 2 && !Fillers.Contains(word);

    /// <summary>Words that stand everywhere and tell nothing; "not", "no" and "too" stay, they do.</summary>
    private static readonly HashSet<string> Fillers = new(
        (
            "the and for that this with you your our are was were have has had but they them their there from "
            + "its it's been would could should what when which who will just very all any can did does "
            + "than then into out about over also more most some such only own same other these those how why "
            + "where here because while being get got his her she him one two per via i'm we're you're i've "
            + "we've don't it’s"
        ).Split(' '),
        StringComparer.Ordinal
    );

    [GeneratedRegex(@"\p{L}+(?:['’]\p{L}+)?", RegexOptions.None, 1_000)]
    private static partial Regex Word();
}
