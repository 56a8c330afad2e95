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
