using System.Text.Json;

namespace Aspire.Hosting.Processes;

/// <summary>What runs, for <c>./platform status</c> and for tests; written whole at every change.</summary>
internal sealed class StateFile(string file)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<ProcessState> _processes = [];
    private readonly Lock _lock = new();

    internal ProcessState Add(ProcessState process)
    {
        lock (_lock) _processes.Add(process);
        return process;
    }

    internal void Change(ProcessState process, Action<ProcessState> change)
    {
        lock (_lock)
        {
            change(process);
            Write();
        }
    }

    internal void Write()
    {
        lock (_lock)
        {
            var draft = file + ".new";
            File.WriteAllText(draft, JsonSerializer.Serialize(new { HostProcessId = Environment.ProcessId, Processes = _processes }, Format));
            File.Move(draft, file, overwrite: true);
        }
    }
}
