namespace Platform.MailSink;

public static class ListMails
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/mails", Handle).WithName(nameof(ListMails));

    /// <param name="to">Only mails to this address.</param>
    private static IEnumerable<KeptMail> Handle(string? to, MailStore store) =>
        store.All.Where(mail => to is null || mail.EnvelopeTo.Contains(to, StringComparer.OrdinalIgnoreCase));
}
