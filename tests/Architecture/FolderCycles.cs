using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>
/// Folders of a project that need each other in a ring, by what their files import; unused imports do not compile, so
/// that an import is a need. Files of the project's root wire everything and belong to no ring.
/// </summary>
internal static partial class FolderCycles
{
    public static IEnumerable<string> Of(string project)
    {
        var needs = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Repository.Files(project, "*.cs"))
        {
            var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
            if (folder == project || Namespace().Match(Repository.Read(file)) is not { Success: true } match)
                continue;
            own[match.Groups["name"].Value] = folder;
        }

        foreach (var file in Repository.Files(project, "*.cs"))
        {
            var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
            if (folder == project)
                continue;
            var mine = needs.TryGetValue(folder, out var known) ? known : needs[folder] = [];
            foreach (Match import in Import().Matches(Repository.Read(file)))
            {
                var name = import.Groups["name"].Value;
                // A static import and an alias name a type; its folder is what stands before.
                if (import.Groups["type"].Success)
                    name = name[..Math.Max(name.LastIndexOf('.'), 0)];
                if (own.TryGetValue(name, out var other) && other != folder)
                    mine.Add(other);
            }
        }

        return Rings(needs).Select(ring => string.Join(" ↔ ", ring.Order(StringComparer.Ordinal)));
    }

    /// <summary>Sets of more than one folder in which each can reach every other.</summary>
    private static IEnumerable<HashSet<string>> Rings(Dictionary<string, HashSet<string>> needs)
    {
        var reach = needs.Keys.ToDictionary(
            folder => folder,
            folder => Reachable(folder, needs),
            StringComparer.Ordinal
        );
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in needs.Keys.Order(StringComparer.Ordinal))
        {
            if (done.Contains(folder) || !reach[folder].Contains(folder))
                continue;
            var ring = reach[folder].Where(other => reach[other].Contains(folder)).ToHashSet(StringComparer.Ordinal);
            done.UnionWith(ring);
            yield return ring;
        }
    }

    private static HashSet<string> Reachable(string from, Dictionary<string, HashSet<string>> needs)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var folder))
        {
            foreach (var next in needs.GetValueOrDefault(folder, []))
            {
                if (found.Add(next))
                    open.Push(next);
            }
        }

        return found;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^using (?<type>static |\w+ = )?(?<name>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Import();
}
