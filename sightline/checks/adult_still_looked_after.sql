-- Episodes of any but those accommodated (V2) in a children's home (K2), where care may go on after 18.
SELECT row_no FROM care_episode WHERE (legal_status = 'V2' AND placement_type = 'K2') IS NOT TRUE
