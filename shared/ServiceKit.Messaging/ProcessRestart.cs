using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceKit.Messaging;

/// <summary>Ends the process, so that whoever runs it starts a new one: AppHost and Kubernetes do. Nothing is lost by
/// it: see the outbox and the inbox.</summary>
internal sealed partial class ProcessRestart(IHostApplicationLifetime lifetime, ILogger<ProcessRestart> logger)
{
    /// <summary>EX_SOFTWARE: not a stop that somebody asked for.</summary>
    private const int ExitCode = 70;

    public void ToANewProcess()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;
        LogStuck();
        Environment.ExitCode = ExitCode;
        lifetime.StopApplication();
    }

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "A lost connection to RabbitMQ does not finish shutting down, so parts of this process would never "
            + "hear of a new one: it ends, to be started anew"
    )]
    private partial void LogStuck();
}
