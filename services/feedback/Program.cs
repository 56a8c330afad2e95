using Platform.Feedback;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("feedback");
builder.Services.AddValidation();
builder.AddFeedback();

var app = builder.Build();

app.MapServiceKit();
app.MapFeedback();

await app.RunAsync();

/// <summary>The service's entry point, for tests.</summary>
public partial class Program;
