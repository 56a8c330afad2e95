namespace Platform.Contracts;

/// <summary>
/// The form that a type's own JSON converter gives it, for the API's document, which cannot look into converters.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class WrittenAsAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
