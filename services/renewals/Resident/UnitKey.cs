using System.Runtime.InteropServices;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Resident;

/// <param name="ProductId">Null for the account as a whole.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UnitKey(Guid AccountId, Guid? ProductId);
