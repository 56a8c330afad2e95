namespace Platform.Accounts.Handovers;

public sealed record RefuseHandoverRequest(string Reason);
