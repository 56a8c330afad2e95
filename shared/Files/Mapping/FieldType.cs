namespace Platform.Files.Mapping;

/// <summary>What a field of an import row holds.</summary>
public enum FieldType
{
    Text,
    List,
    Whole,
    Decimal,
    Boolean,
    Date,
    Instant,
    Choice,
}
