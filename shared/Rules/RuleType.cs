namespace Platform.Rules;

/// <summary>What an attribute in a segment rule holds, and so what it may be compared with.</summary>
public enum RuleType
{
    Text,
    Number,
    Boolean,
    Date,
    TextList,
}
