using Platform.ServiceDefaults;
using Platform.Workspace;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("workspace", typeof(Program).Assembly);
builder.AddWorkspace();

var app = builder.Build();

app.UseWorkspace();
app.MapDefaultEndpoints();
app.MapWorkspace();

await app.RunAsync();

/// <summary>The service's entry point, for tests.</summary>
public partial class Program;
