namespace Platform.Cli.Imports.Checks;

public sealed record SubscriptionFact(
    int Line,
    string Account,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    bool? Churned,
    string? Product
);
