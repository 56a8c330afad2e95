using System.Runtime.InteropServices;
using Platform.LocalServers;

if (args is not ["run", var directory, var environmentFile])
{
    Console.Error.WriteLine("Usage: LocalServers run <directory> <environment file>");
    Console.Error.WriteLine(
        "Starts PostgreSQL, RabbitMQ and Redis, writes how to reach them as shell variables, and stops them on "
            + "SIGTERM or Ctrl-C."
    );
    return 2;
}

var stop = new TaskCompletionSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

try
{
    await using var servers = await LocalServerSet.StartAllAsync(directory);
    Secret.WritePrivate(
        environmentFile,
        string.Concat(servers.TestVariables().Select(v => $"export {v.Name}='{v.Value}'\n"))
    );
    await stop.Task;
    return 0;
}
catch (LocalServerException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
