using System.Globalization;
using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>One part of the product that the sample fills.</summary>
/// <param name="name">As the summary calls it.</param>
internal abstract class SamplePart(string name, Scene scene)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _refusals = [];

    /// <summary>What could not be told, and why.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    protected Scene Scene => scene;

    public async Task TellAsync(CancellationToken ct)
    {
        try
        {
            await TellStoriesAsync(ct);
        }
        catch (CommandFailedException refused)
        {
            _refusals.Add($"{name}: {refused.Message}");
        }
    }

    /// <summary>The part's line in the summary.</summary>
    public string Summary()
    {
        var counts = _counts
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}"))
            .ToList();
        if (_refusals.Count > 0)
            counts.Add(string.Create(CultureInfo.InvariantCulture, $"{_refusals.Count} REFUSED"));
        return $"  {name}: {(counts.Count == 0 ? "nothing to tell" : string.Join(", ", counts))}";
    }

    protected abstract Task TellStoriesAsync(CancellationToken ct);

    /// <summary>Tells several stories at a time; one that is refused does not stop the others.</summary>
    /// <param name="key">The story's name, unique in the sample.</param>
    protected Task EachAsync<T>(IEnumerable<T> subjects, Func<T, string> key, Func<T, Story, Task> tell) =>
        Task.WhenAll(subjects.Select(subject => OneAsync(key(subject), story => tell(subject, story))));

    protected async Task OneAsync(string key, Func<Story, Task> tell)
    {
        try
        {
            await tell(new Story(scene, key));
        }
        catch (CommandFailedException refused)
        {
            lock (_lock)
                _refusals.Add($"{key}: {refused.Message}");
        }
    }

    protected void Count(string what, int more = 1)
    {
        lock (_lock)
            _counts[what] = _counts.GetValueOrDefault(what) + more;
    }

    /// <summary>
    /// Asks until it is so: what follows in another service from what was just told. Null after ten seconds.
    /// </summary>
    protected static async Task<JsonElement?> UntilAsync(Func<Task<JsonElement?>> ask, CancellationToken ct)
    {
        for (var pause = 100; pause < 4_000; pause = pause * 3 / 2)
        {
            if (await ask() is { } found)
                return found;
            await Task.Delay(pause, ct);
        }

        return null;
    }
}
