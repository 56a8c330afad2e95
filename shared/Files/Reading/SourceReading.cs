namespace Platform.Files.Reading;

/// <summary>How the file is to be read; what is null is detected.</summary>
public sealed record SourceReading(string? Encoding = null, char? Delimiter = null);
