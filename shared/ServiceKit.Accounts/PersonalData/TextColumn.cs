namespace Platform.ServiceKit.PersonalData;

internal sealed class TextColumn
{
    public string TableName { get; init; } = "";
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public bool IsUnique { get; init; }

    public bool IsBinary => Type == "bytea";
    public bool IsJson => Type is "json" or "jsonb";
    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>The value as text, over alias <c>t</c>; binary values with all that is no ASCII escaped.</summary>
    public string AsText =>
        IsBinary ? $"encode(t.{Name}, 'escape')"
        : IsJson || IsList ? $"t.{Name}::text"
        : $"t.{Name}";
}
