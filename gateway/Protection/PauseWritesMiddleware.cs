namespace Platform.Gateway.Protection;

/// <summary>Lets changes wait while a backup looks for its instant, for <see cref="Longest"/> at most. Reads over REST
/// pass; of gRPC's methods nobody can tell.</summary>
public sealed class PauseWritesMiddleware(RequestDelegate next, WritePause pause)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public Task InvokeAsync(HttpContext context) =>
        pause.Over is { } over
        && !HttpMethods.IsGet(context.Request.Method)
        && !HttpMethods.IsHead(context.Request.Method)
            ? WaitAsync(context, over)
            : next(context);

    private async Task WaitAsync(HttpContext context, Task over)
    {
        try
        {
            await over.WaitAsync(Longest, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            await Refusal.WriteAsync(context, GatewayProblems.BackupUnderWay());
            return;
        }
        await next(context);
    }
}
