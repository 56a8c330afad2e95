namespace Platform.Renewals.Revenue;

/// <summary>
/// A row of the append-only ledger. It knows two times: <see cref="Movement.On"/>, when the movement took effect, and
/// <paramref name="RecordedAt"/>, when we knew. A row is never changed: a later fact that contradicts it appends a row
/// that reverses it (same day and kind, opposite amount) and the row that holds instead.
/// </summary>
public sealed record LedgerRow(Guid Id, Guid AccountId, Movement Movement, DateTimeOffset RecordedAt, Guid? Reverses);

/// <summary>What has to be appended so that the ledger says what the subscriptions say.</summary>
public static class Ledger
{
    /// <param name="accountId">Whose movements these are.</param>
    /// <param name="rows">All rows of the account so far, in the order in which they were recorded.</param>
    /// <param name="derived">The movements that follow from the subscriptions as known now, at most one a day.</param>
    /// <param name="recordedAt">Now; not before the last row.</param>
    /// <param name="nextId">Makes the ids of new rows.</param>
    public static IReadOnlyList<LedgerRow> Append(
        Guid accountId,
        IEnumerable<LedgerRow> rows,
        IReadOnlyList<Movement> derived,
        DateTimeOffset recordedAt,
        Func<Guid> nextId
    )
    {
        var believed = InForce(rows);
        var added = new List<LedgerRow>();
        foreach (var movement in derived)
        {
            if (believed.TryGetValue(movement.On, out var row) && row.Movement == movement)
                believed.Remove(movement.On);
            else
                added.Add(new LedgerRow(nextId(), accountId, movement, recordedAt, Reverses: null));
        }

        // What is still there was believed and no longer follows from any subscription. Reversals go first, so that a
        // reader who applies row after row never sees two movements of one day, nor an account that is new twice.
        return [.. believed.Values.OrderBy(r => r.Movement.On).Select(Reversal), .. added];

        LedgerRow Reversal(LedgerRow row) =>
            new(nextId(), accountId, row.Movement with { Delta = -row.Movement.Delta }, recordedAt, row.Id);
    }

    /// <summary>The rows that nothing has reversed yet, by the day on which they took effect.</summary>
    public static Dictionary<DateOnly, LedgerRow> InForce(IEnumerable<LedgerRow> rows)
    {
        var inForce = new Dictionary<DateOnly, LedgerRow>();
        foreach (var row in rows)
        {
            if (row.Reverses is null)
                inForce[row.Movement.On] = row;
            else
                inForce.Remove(row.Movement.On);
        }

        return inForce;
    }

    /// <summary>An account between two days, as the ledger knew it at an instant.</summary>
    /// <param name="rows">Rows of one account.</param>
    /// <param name="from">The figure begins with the MRR of this day.</param>
    /// <param name="to">And ends with the MRR of this day.</param>
    /// <param name="knownAt">Rows recorded later are not seen.</param>
    public static AccountPeriod Period(IEnumerable<LedgerRow> rows, DateOnly from, DateOnly to, DateTimeOffset knownAt)
    {
        decimal start = 0,
            end = 0;
        int begun = 0,
            churned = 0;
        var gross = new MovementSums();
        foreach (var row in rows)
        {
            var movement = row.Movement;
            if (row.RecordedAt > knownAt || movement.On > to)
                continue;
            var sign = row.Reverses is null ? 1 : -1;
            end += movement.Delta;
            if (movement.On <= from)
            {
                start += movement.Delta;
                if (movement.Kind == MovementKind.New)
                    begun += sign;
            }
            else
            {
                gross = gross.Add(movement.Kind, movement.Delta);
                if (movement.Kind == MovementKind.Churn)
                    churned += sign;
            }
        }

        return new AccountPeriod(start, end, KnownBefore: begun > 0, ChurnedWithin: churned > 0, gross);
    }
}
