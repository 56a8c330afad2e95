namespace Platform.ServiceKit.PersonalData;

/// <summary>What a database's catalogue does not say of its tables.</summary>
public sealed class PersonalDataOptions
{
    /// <summary>Tables of no account whose texts are about customers all the same (the report of a file): every
    /// spelling is looked for.</summary>
    public ISet<string> AboutAnyAccount { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Tables whose binary columns are packed figures without texts: not searched, a replacement would break
    /// them.</summary>
    public ISet<string> PackedFigures { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Tables that are the proof itself or keep other people's names as such (<c>contact.name</c>), by
    /// <c>table.column</c>: not searched.</summary>
    public ISet<string> NamesOfOthers { get; } = new HashSet<string>(StringComparer.Ordinal);
}
