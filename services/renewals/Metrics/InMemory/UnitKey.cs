using System.Runtime.InteropServices;

namespace Platform.Renewals.Metrics.InMemory;

/// <param name="ProductId">Null for the account as a whole.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UnitKey(Guid AccountId, Guid? ProductId);
