using Platform.Engagement.Pages;
using Platform.Engagement.Preferences;
using Platform.Engagement.Steps;
using Platform.Engagement.Templates;

namespace Platform.Engagement.Email;

/// <summary>What mails, their templates and preferences add to the service.</summary>
internal static class EmailExtensions
{
    public static void AddEmail(this WebApplicationBuilder builder)
    {
        AddOptions<EmailOptions>(EmailOptions.Section);
        AddOptions<TemplateLimits>(TemplateLimits.Section);
        AddOptions<PreferenceLinkOptions>(PreferenceLinkOptions.Section);
        var services = builder.Services;
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PreferenceLinks>();
        services.AddSingleton<PreferencePages>();
        services.AddSingleton<LiquidRenderer>();
        services.AddSingleton<MessageTemplates>();
        services.AddSingleton<EmailSignal>();
        services.AddSingleton<EmailQueue>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailConnections>();
        services.AddSingleton<MailSender>();
        services.AddHostedService<SendMail>();
        services.AddSingleton<IStepHandler, EmailStep>();

        void AddOptions<TOptions>(string section)
            where TOptions : class =>
            builder
                .Services.AddOptions<TOptions>()
                .Bind(builder.Configuration.GetSection(section))
                .ValidateDataAnnotations()
                .ValidateOnStart();
    }
}
