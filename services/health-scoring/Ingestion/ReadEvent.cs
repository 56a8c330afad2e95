using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Ingestion;

/// <param name="Team">Number of the user's team in the batch, from 1; 0: none is named.</param>
/// <param name="IsDenied">An attempt that the product refused: no use.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReadEvent(
    int Index,
    Guid Id,
    int Account,
    int User,
    int Feature,
    long Quantity,
    long OccurredAtMs,
    int Team = 0,
    bool IsDenied = false
);
