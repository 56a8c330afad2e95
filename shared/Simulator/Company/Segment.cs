namespace Platform.Simulator.Company;

public enum Segment
{
    Smb,
    MidMarket,
    Enterprise,
}
