namespace Platform.Renewals.Metrics.InMemory;

/// <summary>The month columns of accounts and of products, with the groups that they are shown by. Not thread-safe, its
/// owner guards it.</summary>
internal sealed class RevenueColumns
{
    private readonly MonthColumns _accounts = new();
    private readonly MonthColumns _products = new();
    private readonly GroupCodes _productCodes = new();
    private readonly Dictionary<string, GroupCodes> _dimensions = new(StringComparer.Ordinal)
    {
        ["size"] = new(),
        ["motion"] = new(),
        ["priority"] = new(),
        ["csm"] = new(),
    };

    public RevenueSnapshot ToSnapshot(DateTimeOffset knownAt) =>
        new(_accounts, _products, _dimensions, _productCodes) { KnownAt = knownAt };

    /// <summary>Makes the columns that have rows reach to a month.</summary>
    public void ExtendTo(int month)
    {
        if (_accounts.Count > 0)
            _accounts.ExtendTo(month);
        if (_products.Count > 0)
            _products.ExtendTo(month);
    }

    public void Apply(GroupChange change)
    {
        if (!_dimensions.TryGetValue(change.Dimension, out var codes))
            return;
        var unit = _accounts.UnitOf(new UnitKey(change.AccountId, null));
        if (unit is { } known)
            _accounts.Change(known, () => codes.Put(change.AccountId, change.Value, known));
        else
            codes.Put(change.AccountId, change.Value, unit: null);
    }

    public void Apply(MovementChange movement)
    {
        var columns = movement.ProductId is null ? _accounts : _products;
        var key = new UnitKey(movement.AccountId, movement.ProductId);
        if (columns.UnitOf(key) is null)
        {
            // The group first: sums that are kept count the row under it.
            var unit = columns.Add(key);
            if (movement.ProductId is { } product)
                _productCodes.Put(product, movement.ProductCode, unit);
            else
                foreach (var dimension in _dimensions.Values)
                    dimension.Added(unit, movement.AccountId);
        }

        columns.Apply(key, movement.On, movement.Kind, movement.Delta, movement.IsReversal);
    }
}
