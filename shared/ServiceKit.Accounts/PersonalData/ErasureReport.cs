using Platform.Contracts.Accounts;

namespace Platform.ServiceKit.PersonalData;

/// <param name="Found">Columns that named the person, and in how many rows; they no longer do.</param>
/// <param name="Left">Columns that still do, after a second search: then nothing is proved.</param>
public sealed record ErasureReport(IReadOnlyList<ErasedColumn> Found, IReadOnlyList<ErasedColumn> Left)
{
    public static ErasureReport Nothing { get; } = new([], []);

    /// <param name="ownRows">The person's own rows, which the service cleared or deleted by their id.</param>
    public ContactErased Answer(ContactErasureRequested request, string service, int ownRows) =>
        new(
            request.AccountId,
            request.ErasureId,
            request.ContactId,
            service,
            ownRows + Found.Sum(column => column.Rows)
        )
        {
            Round = request.Round,
            Found = Found,
            Left = Left,
        };
}
