using Platform.Renewals.Revenue;
using Platform.Renewals.Values;

namespace Platform.Renewals.Subscriptions;

/// <summary>A ledger row as its row.</summary>
internal sealed class MovementRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Guid? ProductId { get; init; }
    public string Kind { get; init; } = "";
    public decimal Delta { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Guid? Reverses { get; init; }

    public BookRow ToBookRow() =>
        new(
            new LedgerRow(
                Id,
                AccountId,
                new Movement(EffectiveOn, EnumText.To<MovementKind>(Kind), Delta),
                RecordedAt,
                Reverses
            ),
            ProductId
        );

    /// <summary>One array per column; <c>@Actor</c> beside them.</summary>
    public static object Columns(IReadOnlyList<BookRow> rows) =>
        new
        {
            RowIds = rows.Select(r => r.Row.Id).ToArray(),
            RowAccounts = rows.Select(r => r.Row.AccountId).ToArray(),
            RowProducts = rows.Select(r => r.ProductId).ToArray(),
            RowKinds = rows.Select(r => r.Row.Movement.Kind.ToText()).ToArray(),
            RowDeltas = rows.Select(r => r.Row.Movement.Delta).ToArray(),
            RowDays = rows.Select(r => r.Row.Movement.On).ToArray(),
            RowRecordedAt = rows.Select(r => r.Row.RecordedAt.UtcDateTime).ToArray(),
            RowReverses = rows.Select(r => r.Row.Reverses).ToArray(),
        };

    public const string InForce = """
        select id, account_id, product_id, kind, delta, effective_on, recorded_at, reverses
        from movement m
        where account_id = any(@ids) and reverses is null and not exists (select from movement r
            where r.reverses = m.id)
        order by seq
        """;

    /// <summary>Ordinality keeps reversals before what replaces them.</summary>
    public const string Insert = """
        insert into movement (id, account_id, product_id, kind, delta, effective_on, recorded_at, reverses, recorded_by)
        select id, account_id, product_id, kind, delta, effective_on, recorded_at, reverses, @Actor
        from unnest(@RowIds, @RowAccounts, @RowProducts, @RowKinds, @RowDeltas, @RowDays, @RowRecordedAt, @RowReverses)
            with ordinality as t (id, account_id, product_id, kind, delta, effective_on, recorded_at, reverses,
                position)
        order by position
        """;
}
