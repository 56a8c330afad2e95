using Platform.Renewals;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("renewals");
builder.Services.AddValidation();
builder.AddRenewals();

var app = builder.Build();

app.MapServiceKit();
app.MapRenewals();

await app.RunAsync();

/// <summary>The service's entry point, for tests.</summary>
public partial class Program;
