var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenLocalhost(builder.Configuration.GetValue<int>("HTTP_PORT"));
    if (builder.Configuration.GetValue<int?>("GRPC_PORT") is { } grpc) kestrel.ListenLocalhost(grpc);
});
var app = builder.Build();
var readyAt = TimeProvider.System.GetUtcNow().AddMilliseconds(builder.Configuration.GetValue("ReadyAfter", 0));

app.MapGet("/health/ready", () => TimeProvider.System.GetUtcNow() < readyAt ? Results.StatusCode(503) : Results.Ok());
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapPost("/crash", () => Environment.Exit(3));
app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine("draining"));

Console.WriteLine($"hello from process {Environment.ProcessId}");
await app.RunAsync();
