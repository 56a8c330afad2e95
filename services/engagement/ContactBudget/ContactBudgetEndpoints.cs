namespace Platform.Engagement.ContactBudget;

/// <summary>The routes of this folder.</summary>
internal static class ContactBudgetEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var budget = v1.MapGroup("/contact-budget").WithTags("Contact budget");
        GetContactBudget.Map(budget);
        SetRecipient.Map(budget);

        var reservations = budget.MapGroup("/reservations");
        CreateReservation.Map(reservations);
        CreateReservations.Map(reservations);
        ConfirmTouchSent.Map(reservations);
        ReleaseReservation.Map(reservations);
    }
}
