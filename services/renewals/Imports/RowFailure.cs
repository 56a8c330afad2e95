namespace Platform.Renewals.Imports;

/// <summary>Why a row was not taken: the field, a stable code, and the value with what to do.</summary>
public sealed record RowFailure(string Column, string Code, string Reason);
