using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Scoring;

/// <summary>What the measures of use need besides the sums.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QuickFacts(
    DateOnly? FirstUse,
    DateOnly? LastUse,
    DateOnly? CustomerSince,
    int? PaidSeats
);
