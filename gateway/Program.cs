using Platform.Gateway;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("gateway");
builder.Services.AddValidation();
builder.AddGateway();

var app = builder.Build();

app.UseGateway();
app.MapServiceKit();
app.MapGateway();

await app.RunAsync();
