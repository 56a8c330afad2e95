using Platform.ServiceKit;
using Platform.SuccessPlans;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("success-plans");
builder.Services.AddValidation();
builder.AddSuccessPlans();

var app = builder.Build();

app.MapServiceKit();
app.MapSuccessPlans();

await app.RunAsync();

/// <summary>The service's entry point, for tests.</summary>
public partial class Program;
