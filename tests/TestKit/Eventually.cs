using System.Diagnostics;

namespace Platform.TestKit;

/// <summary>For what another process or thread does: asks again until it holds.</summary>
public static class Eventually
{
    /// <summary>Returns the first value that satisfies; after <paramref name="seconds"/> fails with the last one
    /// seen.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, string what, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await ask();
            if (holds(value))
                return value;
            if (watch.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Not within {seconds} s: {what}. Last seen: {value}");
            await Task.Delay(50);
        }
    }

    public static Task HoldsAsync(Func<Task<bool>> ask, string what, int seconds = 30) =>
        GetAsync(ask, value => value, what, seconds);
}
