using Platform.Engagement;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("engagement");
builder.Services.AddValidation();
builder.AddEngagement();

var app = builder.Build();

app.MapServiceKit();
app.MapEngagement();

await app.RunAsync();

/// <summary>The service's entry point, for tests.</summary>
public partial class Program;
