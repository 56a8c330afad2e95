using Platform.MailSink;

// Takes the mail of a development installation, keeps it and shows it: nothing leaves the machine.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder
    .Services.AddOptions<MailSinkOptions>()
    .Bind(builder.Configuration.GetSection(MailSinkOptions.Section))
    .ValidateDataAnnotations()
    .ValidateOnStart();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<MailStore>();
builder.Services.AddHostedService<ReceiveMail>();

var app = builder.Build();

ShowMails.Map(app);
ListMails.Map(app);
GetMailSource.Map(app);
app.MapGet("/health/live", () => Results.Ok());

await app.RunAsync();
