namespace Platform.Cli.Backups;

/// <summary>A message that lay aside at the instant: nobody could handle it, or only another version can.</summary>
/// <param name="Queue">Where it lay.</param>
/// <param name="Headers">Texts and numbers, by name.</param>
/// <param name="Body">As it was sent.</param>
internal sealed record KeptMessage(
    string Queue,
    string? MessageId,
    string? ContentType,
    string? Expiration,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
);
