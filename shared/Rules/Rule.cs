using System.Diagnostics.CodeAnalysis;

namespace Platform.Rules;

/// <summary>A rule that was read and checked.</summary>
public sealed class Rule
{
    public const int LongestText = 4000;

    private readonly RuleExpression _expression;

    private Rule(string text, RuleExpression expression, IReadOnlySet<string> attributes, bool dependsOnToday)
    {
        (Text, _expression, Attributes, DependsOnToday) = (text, expression, attributes, dependsOnToday);
    }

    public string Text { get; }

    /// <summary>The attributes that decide; when none of them changed, neither did the result.</summary>
    public IReadOnlySet<string> Attributes { get; }

    /// <summary>True when the result may change by time alone (<c>within N days</c>).</summary>
    public bool DependsOnToday { get; }

    /// <param name="today">The date in the organisation's time zone.</param>
    public bool Matches(IRuleFacts facts, DateOnly today) => _expression.Holds(facts, today);

    /// <summary>Reads a rule; on failure says where and why.</summary>
    /// <param name="attributes">By lower-case name.</param>
    public static bool TryParse(
        string text,
        IReadOnlyDictionary<string, RuleAttribute> attributes,
        [NotNullWhen(true)] out Rule? rule,
        [NotNullWhen(false)] out RuleError? error
    )
    {
        (rule, error) = (null, null);
        if (text.Length > LongestText)
        {
            error = new RuleError(
                LongestText + 1,
                text.Length - LongestText,
                $"The rule has {text.Length} characters; at most {LongestText} are read."
            );
            return false;
        }
        try
        {
            var parser = new RuleParser(RuleLexer.Cut(text), attributes);
            rule = new Rule(text, parser.Parse(), parser.AttributesRead, parser.DependsOnToday);
            return true;
        }
        catch (RuleErrorException wrong)
        {
            error = wrong.Error;
            return false;
        }
    }
}
