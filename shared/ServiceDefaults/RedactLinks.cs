using System.Diagnostics;
using OpenTelemetry;

namespace Platform.ServiceDefaults;

/// <summary>Takes the secrets of customers' links out of spans before they are exported;
/// <see cref="SecretPathRedactor"/>.</summary>
internal sealed class RedactLinks : BaseProcessor<Activity>
{
    private static readonly string[] WithPath = ["url.path", "url.full", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in WithPath)
        {
            if (data.GetTagItem(tag) is not string path)
                continue;
            var redacted = SecretPathRedactor.Redact(path);
            if (!ReferenceEquals(redacted, path))
                data.SetTag(tag, redacted);
        }

        var name = SecretPathRedactor.Redact(data.DisplayName);
        if (!ReferenceEquals(name, data.DisplayName))
            data.DisplayName = name;
    }
}
