using Platform.Accounts;
using Platform.ServiceKit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceKit("accounts");
builder.Services.AddValidation();
builder.AddAccounts();

var app = builder.Build();

app.MapServiceKit();
app.MapAccounts();

await app.RunAsync();
