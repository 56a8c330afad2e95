using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Platform.MailSink;

/// <summary>Keeps each mail as the bytes that came, with a description beside it, in the data directory: they are there
/// after a restart.</summary>
public sealed class MailStore
{
    private readonly string _directory;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<KeptMail> _mails = [];

    public MailStore(IOptions<MailSinkOptions> options, TimeProvider clock)
    {
        (_directory, _clock) = (options.Value.DataDirectory, clock);
        Directory.CreateDirectory(_directory);
        foreach (var file in Directory.EnumerateFiles(_directory, "*.json").Order(StringComparer.Ordinal))
            if (JsonSerializer.Deserialize<KeptMail>(File.ReadAllText(file), JsonSerializerOptions.Web) is { } mail)
                _mails.Add(mail);
    }

    /// <summary>Latest last.</summary>
    public IReadOnlyList<KeptMail> All
    {
        get
        {
            lock (_gate)
                return [.. _mails];
        }
    }

    public void Keep(string from, IReadOnlyList<string> to, byte[] source)
    {
        using var stream = new MemoryStream(source);
        using var message = MimeMessage.Load(stream);
        lock (_gate)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var header in message.Headers)
                headers[header.Field] = header.Value;
            var mail = new KeptMail(
                _mails.Count + 1,
                _clock.GetUtcNow(),
                from,
                to,
                message.From.ToString(),
                message.To.ToString(),
                message.Subject ?? "",
                message.MessageId,
                message.TextBody,
                message.HtmlBody,
                headers
            );
            // The description last: what it describes is there in full.
            File.WriteAllBytes(PathOf(mail.Number, "eml"), source);
            File.WriteAllText(PathOf(mail.Number, "json"), JsonSerializer.Serialize(mail, JsonSerializerOptions.Web));
            _mails.Add(mail);
        }
    }

    /// <returns>Null where there is no such mail.</returns>
    public byte[]? SourceOf(int number) =>
        File.Exists(PathOf(number, "eml")) ? File.ReadAllBytes(PathOf(number, "eml")) : null;

    private string PathOf(int number, string kind) =>
        Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{number:D6}.{kind}"));
}
