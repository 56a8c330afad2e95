namespace Platform.SuccessPlans.Reviews;

/// <summary>What a change has to know of a review, locked.</summary>
internal sealed class ReviewRow
{
    public Guid ReviewId { get; init; }
    public Guid AccountId { get; init; }
    public string Type { get; init; } = "";
    public string Status { get; init; } = "";

    public bool IsOpen => Status is "due" or "scheduled";

    public const string Lock =
        "select review_id, account_id, type, status from review where review_id = @id for update";

    /// <summary>A review to be held again; nothing where another of the type is open already.</summary>
    public const string MakeUp = """
        insert into review (review_id, account_id, type, due_on, status, makes_up_for, version)
            values (@NewId, @AccountId, @Type, @DueOn, 'due', @id, 1)
        on conflict (account_id, type) where status in ('due', 'scheduled') do nothing
        """;
}
