using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Platform.Contracts.Tests;

/// <summary>Messages wait in queues, and the inbox knows by their names what was handled: a name that changes leaves a
/// queue that fills and is read by no process.</summary>
public sealed partial class QueueNameTests
{
    [Fact]
    public void Pinned_queues_still_have_their_names() =>
        Pinned.Compare(
            "queues.txt",
            [.. Queues().Order(StringComparer.Ordinal)],
            lostMeans: "a queue was renamed or has no handler any more: what waits in it, or in installations that "
                + "come from an older version, would reach no process"
        );

    [Fact]
    public void A_queue_begins_with_its_services_name_and_has_one_handler()
    {
        Queues().Count().ShouldBeGreaterThan(40);
        Queues().ShouldBeUnique();
        foreach (var (service, queue) in QueuesByService())
            queue.ShouldStartWith($"{service}-");
    }

    private static IEnumerable<string> Queues() => QueuesByService().Select(it => it.Queue);

    private static IEnumerable<(string Service, string Queue)> QueuesByService([CallerFilePath] string here = "")
    {
        var services = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../services"));
        return from file in Directory.EnumerateFiles(services, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(services, file).Replace('\\', '/')
            where !path.Split('/').Any(part => part is "bin" or "obj")
            from match in Handler().Matches(File.ReadAllText(file))
            select (path.Split('/')[0], match.Groups["queue"].Value);
    }

    [GeneratedRegex("""\.Add<\w+>\(\s*"(?<queue>[a-z0-9-]+)"\s*\)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Handler();
}
