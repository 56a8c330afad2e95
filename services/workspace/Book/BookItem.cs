using Platform.Workspace.Api;

namespace Platform.Workspace.Book;

/// <summary>A row of the book, as <c>GET /v1/portfolio</c> answers it.</summary>
public sealed record BookItem(
    Guid AccountId,
    string Name,
    string? Size,
    Money Arr,
    decimal? Score,
    string Band,
    IReadOnlyList<string> AtRisk,
    Money ArrAtRisk,
    Money ExpectedLoss,
    decimal KeepProbability,
    string KeepSource,
    IReadOnlyList<BookItemDriver> Drivers,
    DateOnly? RenewalDate,
    string? Owner
);

/// <summary>One reason for a score.</summary>
/// <param name="Label">For people.</param>
/// <param name="Cost">The points that it takes.</param>
public sealed record BookItemDriver(string Measure, string Label, decimal Cost, string? Playbook);
