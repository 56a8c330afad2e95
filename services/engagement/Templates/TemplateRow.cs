using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Templates;

internal sealed class TemplateRow
{
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public string Topic { get; init; } = "";
    public string Body { get; init; } = "";
    public int Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";

    public const string Select =
        "select key, name, topic, body::text as body, version, changed_at, changed_by from message_template";

    public TemplateBody ReadBody() => JsonSerializer.Deserialize<TemplateBody>(Body, ContractJson.Options)!;

    public MessageTemplateResponse ToResponse()
    {
        var body = ReadBody();
        return new MessageTemplateResponse(
            Key,
            Name,
            Topic,
            body.Variables,
            body.Fallbacks,
            body.Variants,
            TemplateChecker.Warnings(body),
            Version,
            ChangedAt,
            ChangedBy
        );
    }
}
