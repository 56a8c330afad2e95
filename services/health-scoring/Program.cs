using Platform.HealthScoring;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("health-scoring");
builder.Services.AddValidation();
builder.AddHealthScoring();

var app = builder.Build();

app.MapServiceKit();
app.MapHealthScoring();

await app.RunAsync();

public partial class Program;
