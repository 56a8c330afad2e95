using System.Globalization;
using Platform.AppHost.Running;
using Platform.LocalServers;

namespace Platform.AppHost.Services;

/// <summary>Mail in a development installation: a sink takes it, keeps it in the data directory and shows it at a page.
/// Nothing leaves the machine, and what is published has none.</summary>
internal static class DevelopmentMail
{
    private const string Sender = "success@vendor.example";

    /// <param name="gateway">Where links in mails lead.</param>
    internal static void WithMailSink(
        this IResourceBuilder<ProjectResource> engagement,
        IResourceBuilder<ProjectResource> gateway,
        Installation installation
    )
    {
        var (http, smtp) = (FreePort.Next(), FreePort.Next());
        var smtpPort = smtp.ToString(CultureInfo.InvariantCulture);
        engagement
            .ApplicationBuilder.AddProject<Projects.MailSink>("mail-sink", launchProfileName: null)
            .WithHttpEndpoint(http, http, name: "http", isProxied: false)
            .WithEnvironment("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}"))
            .WithEnvironment("MailSink__DataDirectory", installation.In("mail"))
            .WithEnvironment("MailSink__SmtpPort", smtpPort)
            .RunBuilt();
        engagement
            .WithEnvironment("Email__Host", "127.0.0.1")
            .WithEnvironment("Email__Port", smtpPort)
            .WithEnvironment("Email__From", Sender)
            .WithEnvironment("Email__FromName", "Customer success")
            .WithEnvironment("Email__PublicUrl", gateway.GetEndpoint("http"));
    }
}
