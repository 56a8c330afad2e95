namespace Platform.Accounts.Attributes;

/// <summary>What a custom attribute may hold.</summary>
public enum AttributeType
{
    Text,
    Number,
    Boolean,
    Date,
    Choice,
}
