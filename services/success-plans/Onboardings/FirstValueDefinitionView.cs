namespace Platform.SuccessPlans.Onboardings;

public sealed class FirstValueDefinitionView
{
    public string Product { get; init; } = "";

    /// <summary>Features that all have to be used once: then the product gives its first value.</summary>
    public string[] Actions { get; init; } = [];
    public int Version { get; init; }
}
