using Platform.ServiceKit.Data;

namespace Platform.Renewals.Subscriptions;

/// <summary>Products by code, whatever its case; an import may bring new ones.</summary>
public sealed class Products(TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, Guid>> EnsureAsync(UnitOfWork work, IEnumerable<string> codes)
    {
        var wanted = codes.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        await using var read = await work.QueryMultipleAsync(
            $"{Add};{Find}",
            new
            {
                Ids = wanted.Select(_ => Guid.CreateVersion7()).ToArray(),
                Codes = wanted,
                Now = clock.GetUtcNow(),
            }
        );
        return (await read.ReadAsync<(string Code, Guid Id)>()).ToDictionary(
            r => r.Code,
            r => r.Id,
            StringComparer.OrdinalIgnoreCase
        );
    }

    private const string Add = """
        insert into product (id, code, name, created_at)
        select id, code, code, @Now from unnest(@Ids, @Codes) as t (id, code) order by lower(code)
        on conflict (lower(code)) do nothing
        """;

    private const string Find =
        "select code, id from product where lower(code) in (select lower(c) from unnest(@Codes) as c)";
}
