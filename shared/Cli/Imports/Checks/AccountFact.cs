namespace Platform.Cli.Imports.Checks;

/// <param name="Churned">What the file says of it, where it says anything.</param>
public sealed record AccountFact(int Line, DateOnly? Since, bool? Churned, string? Product);
