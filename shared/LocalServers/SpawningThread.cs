using System.Collections.Concurrent;

namespace Platform.LocalServers;

/// <summary>
/// Starts processes from one thread that lives as long as this process. Linux sends the parent-death signal when the
/// *thread* that started a child ends, and threads of the pool come and go.
/// </summary>
internal static class SpawningThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static SpawningThread() =>
        new Thread(() =>
        {
            foreach (var work in Work.GetConsumingEnumerable())
                work();
        })
        {
            IsBackground = true,
            Name = "spawning",
        }.Start();

    internal static T Run<T>(Func<T> start)
    {
        var done = new TaskCompletionSource<T>();
        Work.Add(() =>
        {
            try
            {
                done.SetResult(start());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }
}
