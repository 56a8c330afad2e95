using System.Net;

namespace Platform.Cli;

/// <summary>A command cannot do what was asked. The message is for the person who typed it: what is wrong, and what to
/// do.</summary>
public sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; init; } = Cli.ExitCode.Failed;

    /// <summary>What the gateway answered, where a call was refused.</summary>
    public HttpStatusCode? Status { get; init; }
}
